internal import EventLoop
internal import Glibc

/// Reads files that are small: those that the system makes up, such as those of `/proc`, and those that somebody wrote for
/// us to read.
enum SmallFile {
  /// How much is read of what the system makes up, in bytes.
  private static let textLimit = 64 * 1024

  /// Returns the text of a file, or nil if it cannot be read; what stands beyond 64 KB is left out.
  static func text(at path: String) -> String? {
    guard let bytes = try? read(path, atMost: textLimit) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns all of a file.
  ///
  /// - Throws: What the system says; also that a file of more than `limit` bytes is too large.
  static func bytes(at path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let bytes = try read(path, atMost: limit + 1)
    guard bytes.count <= limit else { throw SystemError("read", code: EFBIG) }
    return bytes
  }

  private static func read(_ path: String, atMost limit: Int) throws(SystemError) -> [UInt8] {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError("open") }
    let descriptor = OwnedDescriptor(owning: number)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16 * 1024)
    while bytes.count < limit {
      let room = min(chunk.count, limit - bytes.count)
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor.number, $0.baseAddress, room)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError("read") }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}
