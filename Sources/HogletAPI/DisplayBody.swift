internal import Bytes
internal import HTTP
internal import MIME
internal import MailAPI
internal import MailStore

/// Sends the HTML of a message as a frame shows it, rewritten while the client reads.
final class DisplayBody: BodySource {
  private let message: StoredMessage
  private var reader: TextReader
  private var display: HTMLDisplay

  /// The HTML of `content` at `part`.
  init(_ content: DecodedContent, part: Int, allowsRemote: Bool, scheme: HTMLDisplay.Scheme?) {
    message = content.message
    let data = message.data
    reader = TextReader(content.tree, part: part, in: data.span, charsets: content.charsets)
    display = HTMLDisplay(addresses: content.partAddresses, keepsLinks: allowsRemote, scheme: scheme)
  }

  var burden: Int { message.burden }

  func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    let data = message.data
    var piece: [UInt8] = []
    var shown: [UInt8] = []
    while !reader.isAtEnd, buffer.count < target {
      piece.removeAll(keepingCapacity: true)
      shown.removeAll(keepingCapacity: true)
      reader.read(from: data.span, into: &piece)
      display.rewrite(piece.span, isLast: reader.isAtEnd, into: &shown)
      buffer.append(contentsOf: shown)
    }
    return reader.isAtEnd ? .done : .more
  }
}

extension DecodedContent {
  /// Where the parts are that HTML may name, by what it calls them: relative to where it is displayed itself.
  fileprivate var partAddresses: [ByteString: ByteString] {
    let data = message.data
    var addresses: [ByteString: ByteString] = [:]
    for (index, part) in tree.parts.enumerated() where part.kind == .leaf {
      let address = ByteString("parts/\(index)")
      if let id = tree.contentID(of: index, in: data.span), !id.isEmpty {
        let name = ByteString(Array("cid:".utf8) + id.bytes)
        if addresses[name] == nil { addresses[name] = address }
      }
      if let location = tree.value("content-location", of: index, in: data.span) {
        let name = text(location)
        if !name.isEmpty, addresses[name] == nil { addresses[name] = address }
      }
    }
    return addresses
  }
}
