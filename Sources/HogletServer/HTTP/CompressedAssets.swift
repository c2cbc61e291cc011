internal import Bytes
internal import Compression
internal import Guarding
internal import WebUI

/// The files of the page, each compressed when it is first asked for: once, and as well as zlib can.
final class CompressedAssets: Sendable {
  private let contents = Guarded<[String: [UInt8]]>([:])

  /// A file, compressed.
  func content(of asset: WebAsset) -> [UInt8] {
    contents.withLock { contents in
      if let content = contents[asset.name] { return content }
      var deflater = Deflater(level: .best)
      var buffer = ByteBuffer()
      deflater.compress(asset.bytes.span, into: &buffer)
      deflater.finish(into: &buffer)
      let content = buffer.take()
      contents[asset.name] = content
      return content
    }
  }
}
