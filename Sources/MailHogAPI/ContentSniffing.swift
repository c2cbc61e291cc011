internal import Bytes

/// Tells what content is whose sender has not said it, by how it begins (the MIME Sniffing standard, as Go applies it).
///
/// Only what a browser shows without running anything in it, and what is saved.
enum ContentSniffing {
  private static let signatures: [(start: [UInt8], type: String)] = [
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF], "image/jpeg"),
    (Array("GIF87a".utf8), "image/gif"), (Array("GIF89a".utf8), "image/gif"), (Array("BM".utf8), "image/bmp"),
    ([0, 0, 1, 0], "image/x-icon"), (Array("%PDF-".utf8), "application/pdf"),
    ([0x50, 0x4B, 3, 4], "application/zip"), ([0x1F, 0x8B, 8], "application/x-gzip"),
  ]

  /// The type of what begins with `bytes`, of which 512 are enough.
  static func type(ofStart bytes: ArraySlice<UInt8>) -> String {
    if let known = signatures.first(where: { bytes.starts(with: $0.start) }) { return known.type }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBPVP".utf8) { return "image/webp" }
    return bytes.allSatisfy(isOfText) ? "text/plain; charset=utf-8" : "application/octet-stream"
  }

  private static func isOfText(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x08, 0x0B, 0x0E...0x1A, 0x1C...0x1F: false
    default: true
    }
  }
}
