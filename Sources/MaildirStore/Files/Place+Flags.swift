package import Bytes

/// The flags of a file, which stand behind its name: `:2,` and letters in their order, as every reader of a Maildir knows
/// them.
///
/// A file in the folder itself has them as well, once somebody has read its message: nothing else about it changes then.
extension Place {
  /// What the flags begin with.
  private static let mark: StaticString = ":2,"
  /// How much longer a name gets when its message is read.
  package static let room = 4

  /// The flag of what somebody has seen.
  private static let seen = UInt8(ascii: "S")

  /// Where the name ends and the flags begin.
  private var end: Int {
    let bytes = name.bytes
    guard box == .top else { return bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count }
    // Here a name may have a colon: no part of it is taken for flags that is not in their form.
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")), colon > 0,
      Scan.hasPrefix(bytes.span.extracting(colon..<bytes.count), Self.mark),
      bytes[(colon + 3)...].allSatisfy(isFlag)
    else { return bytes.count }
    return colon
  }

  private func isFlag(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte.asciiLowercased)
  }

  /// The name without flags.
  package var base: ByteString { ByteString(Array(name.bytes[..<end])) }

  private var flags: ArraySlice<UInt8> {
    let flags = name.bytes[end...]
    return Scan.hasPrefix(Array(flags).span, Self.mark) ? flags.dropFirst(3) : []
  }

  /// Whether somebody has read the message.
  package var isSeen: Bool { flags.contains(Self.seen) }

  /// Where the file belongs when somebody has read the message, or nobody has.
  package func marked(seen: Bool) -> Place {
    var letters = flags.filter { $0 != Self.seen }
    if seen { letters.append(Self.seen) }
    // What has flags is not new any more.
    let box = box == .new && seen ? .cur : box
    guard box == .cur || !letters.isEmpty else { return Place(box: box, name: base) }
    return Place(box: box, name: ByteString(base.bytes + ":2,".utf8 + letters.sorted()))
  }
}
