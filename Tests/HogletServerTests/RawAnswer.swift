import Gunzip
import LoopbackClient

/// An answer as it came over the socket, taken apart.
struct RawAnswer {
  let status: Int
  private let lines: [Substring]
  /// The content without its chunks.
  let content: [UInt8]

  /// Reads the one answer that `bytes` are; nil if they are something else.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: "\r\n\r\n".utf8) }) else {
      return nil
    }
    lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, let status = Int(first.dropFirst(9).prefix(3)) else { return nil }
    self.status = status
    let rest = Array(bytes[(end + 4)...])
    let isChunked = lines.contains("Transfer-Encoding: chunked")
    guard let content = isChunked ? Self.joined(rest) : rest else { return nil }
    self.content = content
  }

  /// The value of a field, or nil.
  subscript(name: String) -> Substring? {
    lines.first { $0.hasPrefix("\(name): ") }?.dropFirst(name.count + 2)
  }

  /// The content as text, decompressed if it says that it is compressed.
  var text: String? {
    guard let plain = self["Content-Encoding"] == "gzip" ? gunzip(content) : content else { return nil }
    return String(decoding: plain, as: UTF8.self)
  }

  private static func joined(_ chunks: [UInt8]) -> [UInt8]? {
    var (rest, content) = (chunks[...], [UInt8]())
    while let end = rest.firstIndex(of: 13) {
      guard let count = Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16) else { return nil }
      let start = end + 2
      guard count > 0 else { return rest[start...].elementsEqual("\r\n".utf8) ? content : nil }
      guard start + count + 2 <= rest.endIndex else { return nil }
      content += rest[start..<start + count]
      rest = rest[(start + count + 2)...]
    }
    return nil
  }
}

extension TestService {
  /// Sends a request and takes the answer apart, reading to the end of the connection.
  func answer(_ request: String) async throws -> RawAnswer? {
    try await client { client in
      try client.send(request)
      client.endSending()
      return RawAnswer(try client.readToEnd())
    }
  }

  /// As above, for a GET with these further field lines.
  func get(
    _ path: String,
    _ fields: String...,
    method: String = "GET",
    version: String = "1.1"
  ) async throws
    -> RawAnswer?
  {
    let lines = fields.map { $0 + "\r\n" }.joined()
    return try await answer("\(method) \(path) HTTP/\(version)\r\nHost: h\r\n\(lines)\r\n")
  }
}
