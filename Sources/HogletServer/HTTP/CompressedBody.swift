package import Bytes
internal import Compression
package import HTTP

/// Compresses what a source makes, one short step at a time.
package final class CompressedBody {
  /// How much is compressed in one step, in bytes: less than a millisecond of work.
  private static let step = 32 * 1024

  private let source: any BodySource
  private var deflater: Deflater? = Deflater()

  /// What the source holds.
  var burden: Int { source.burden }

  package init(_ source: any BodySource) {
    self.source = source
  }

  /// Makes some of the content and adds what comes of it, which may be nothing before the end.
  package func step(into buffer: inout ByteBuffer) -> BodyProgress {
    var piece = ByteBuffer(capacity: Self.step + 1024)
    let progress = source.write(into: &piece, target: Self.step)
    deflater?.compress(piece.bytes.span, into: &buffer)
    if progress == .done { deflater.take()?.finish(into: &buffer) }
    return progress
  }

  /// All of a short content, compressed.
  static func whole(_ runs: [[UInt8]]) -> [UInt8] {
    var deflater = Deflater()
    var buffer = ByteBuffer()
    for run in runs { deflater.compress(run.span, into: &buffer) }
    deflater.finish(into: &buffer)
    return buffer.take()
  }
}
