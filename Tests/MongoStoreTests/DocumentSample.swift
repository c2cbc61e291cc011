import Glibc
import MongoStore
import Testing

/// A document as MailHog's own driver wrote it, captured on the wire.
enum DocumentSample: String, CaseIterable {
  /// A plain mail.
  case plain
  /// A multipart within another, and header names with a dot and with a dollar sign.
  case multipart
  /// Bytes of Latin-1, which are not UTF-8.
  case latin1
  /// A mail without headers.
  case noHeaders = "no-headers"
  /// Text beyond ASCII.
  case utf8
  /// A zero byte in the text.
  case nul

  /// The document, read.
  func document() throws -> MessageDocument {
    let bytes = try bytes()
    return MessageDocument(try BSONReader.read(bytes.span))
  }

  /// The bytes of the document.
  func bytes(file: String = #filePath) throws -> [UInt8] {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    let path = "/\(folder)/Samples/\(rawValue).bson"
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    try #require(descriptor >= 0, "\(path) cannot be opened")
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
