internal import Bytes
internal import MIME
internal import MailStore

extension DecodedContent {
  /// The places of parts that HTML may name, by what it calls them: `cid:…` or a `Content-Location`.
  var namesOfParts: [ByteString: Int] {
    let data = message.data
    var names: [ByteString: Int] = [:]
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      if let id = tree.contentID(of: index, in: data.span), !id.isEmpty {
        names.merge([ByteString(Array("cid:".utf8) + id.bytes): index]) { first, _ in first }
      }
      if let location = tree.value("content-location", of: index, in: data.span) {
        let name = text(location)
        if !name.isEmpty { names.merge([name: index]) { first, _ in first } }
      }
    }
    return names
  }

  /// The type of a part that is a picture, sound, film or font; nil for all others.
  func pictureType(of index: Int) -> ByteString? {
    let data = message.data
    guard let type = tree.contentType(of: index, in: data.span, charsets: charsets)?.value else { return nil }
    let halves = type.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard halves.count == 2,
      ["image", "audio", "video", "font"].contains(String(decoding: halves[0], as: UTF8.self)),
      !halves[1].isEmpty, halves[1].count < 64, halves[1].allSatisfy({ Self.isPlain($0) })
    else { return nil }
    return type
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
