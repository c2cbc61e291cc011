internal import Bytes
internal import Glibc

/// A file with one owner, closed when the owner lets it go.
struct OpenFile: ~Copyable, Sendable {
  private let descriptor: Int32
  private let path: String

  /// Takes over a descriptor that is open and nobody else's; `path` is for errors.
  init(owning descriptor: Int32, path: String) {
    precondition(descriptor >= 0, "a failed call's result is not a descriptor")
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  func status() throws(MaildirError) -> FileStatus {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw MaildirError("fstat", path) }
    return FileStatus(status)
  }

  /// Writes all of `bytes` where the file is.
  func write(_ bytes: [UInt8]) throws(MaildirError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw MaildirError("write", path) }
      written += count
    }
  }

  /// The bytes of `range`, or those of them that there are.
  func read(_ range: Range<Int>) throws(MaildirError) -> [UInt8] {
    var failure: MaildirError?
    // The file may have shrunk since somebody looked: what is asked for is no measure of memory.
    let wanted = min(range.upperBound, try status().size) - range.lowerBound
    guard wanted > 0 else { return [] }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted {
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[filled..<wanted])
        let count = unsafe pread(descriptor, rest.baseAddress, rest.count, range.lowerBound + filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = MaildirError("read", path) }
        guard count > 0 else { return }
        filled += count
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Dates the file.
  func setModified(_ nanoseconds: Int64) throws(MaildirError) {
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
    if rest < 0 { time = timespec(tv_sec: Int(seconds) - 1, tv_nsec: Int(rest) + 1_000_000_000) }
    let times = [time, time]
    guard unsafe futimens(descriptor, times) == 0 else { throw MaildirError("futimens", path) }
  }

  /// Makes the file `size` bytes long.
  func truncate(to size: Int) throws(MaildirError) {
    guard ftruncate(descriptor, size) == 0 else { throw MaildirError("ftruncate", path) }
  }

  /// Returns when the disk has all of it.
  func sync() throws(MaildirError) {
    guard fsync(descriptor) == 0 else { throw MaildirError("fsync", path) }
  }
}
