public import Bytes
internal import CZlib

/// Compresses bytes that come piece by piece into one gzip member (RFC 1952).
///
/// Made for speed and for many at a time: a piece of 32 KB takes about 0.2 ms, and a deflater holds 165 KB.
@safe public struct Deflater: ~Copyable {
  /// What is traded for the size of the output.
  public enum Level: Int32, Sendable {
    /// Little time: for what is made anew each time.
    case fastest = 1
    /// As much as zlib can use: for what is compressed once.
    case best = 9
  }

  /// A window of 32 KB: MailHog's JSON says each body twice, and with half of the window a list of mails of 24 KB comes
  /// out 1.6 times as large and takes 1.6 times as long.
  private static let windowBits: Int32 = 15
  /// With zlib's default of 8 a deflater would hold 261 KB, and the output be 2 % smaller.
  private static let memoryLevel: Int32 = 6
  /// What zlib adds to the window's bits to write gzip instead of its own format.
  private static let gzip: Int32 = 16
  /// How much compressed output is made before it is copied, in bytes.
  private static let roomSize = 16 * 1024
  /// What zlib's counters can hold, with much to spare.
  private static let inputLimit = 1 << 30

  /// On the heap, as zlib's state points back to it.
  private let stream: UnsafeMutablePointer<z_stream>

  /// A deflater that has compressed nothing yet.
  public init(level: Level = .fastest) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let result = unsafe hoglet_deflate_init(
      stream,
      level.rawValue,
      Self.windowBits + Self.gzip,
      Self.memoryLevel
    )
    // The parameters are good, so it is memory that lacks, without which Swift stops as well.
    precondition(result == Z_OK, "zlib cannot begin")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Takes all of `input`, and adds to `output` what is ready; often that is nothing, as zlib gathers some first.
  public mutating func compress(_ input: Span<UInt8>, into output: inout ByteBuffer) {
    var position = 0
    while position < input.count {
      let end = position + min(input.count - position, Self.inputLimit)
      run(input.extracting(position..<end), Z_NO_FLUSH, into: &output)
      position = end
    }
  }

  /// Adds what is left, and the end.
  public consuming func finish(into output: inout ByteBuffer) {
    run(Span(), Z_FINISH, into: &output)
  }

  private func run(_ input: Span<UInt8>, _ flush: Int32, into output: inout ByteBuffer) {
    unsafe input.withUnsafeBufferPointer { input in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.pointee.avail_in = uInt(input.count)
      unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.roomSize) { room in
        // Room that is left over says that zlib had no more to give.
        repeat {
          unsafe stream.pointee.next_out = room.baseAddress
          unsafe stream.pointee.avail_out = uInt(room.count)
          unsafe deflate(stream, flush)
          let count = unsafe room.count - Int(stream.pointee.avail_out)
          unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<count]).span)
        } while unsafe stream.pointee.avail_out == 0
      }
      unsafe stream.pointee.next_in = nil
    }
  }
}
