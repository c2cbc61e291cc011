package import Bytes
package import MailStore

/// How messages and files are named after each other.
///
/// A file that we write has the message's name, as MailHog has it, when the system can take it as a file name. Other names
/// are no part of a path: the file is named by a checksum, and the index knows whose it is.
package enum FileName {
  /// The longest name that a file may have, in bytes.
  package static let longest = 255

  private static let substitutePrefix: StaticString = "hoglet-"

  /// The name of the file of a message.
  package static func name(for id: MessageID) -> ByteString {
    isUsable(id.text) ? id.text : substitute(for: id.text)
  }

  /// The message's name that a file of this name and place has, as long as the index does not know better.
  package static func id(of place: Place) -> MessageID { MessageID(place.base) }

  /// Whether a file of this name may be a message: dot-files are ours or nobody's.
  package static func mayBeMessage(_ name: ByteString) -> Bool {
    !name.isEmpty && name.count <= longest && name.bytes.first != UInt8(ascii: ".")
  }

  /// Whether a file has a name that we made up for a message whose own cannot be one.
  package static func isSubstitute(_ name: ByteString) -> Bool {
    Scan.hasPrefix(name.bytes.span, substitutePrefix)
  }

  private static func isUsable(_ name: ByteString) -> Bool {
    guard mayBeMessage(name), !isSubstitute(name), name.count <= longest - Place.room else { return false }
    guard Place(box: .top, name: name).base == name else { return false }
    guard !name.bytes.contains(where: { $0 == UInt8(ascii: "/") || $0 == ASCII.null }) else { return false }
    return name != "new" && name != "cur" && name != "tmp"
  }

  private static func substitute(for name: ByteString) -> ByteString {
    var buffer = ByteBuffer()
    buffer.append(substitutePrefix)
    let digits = String(Checksum.of(name.bytes.span), radix: 16)
    buffer.append(text: String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    return ByteString(buffer.take())
  }
}
