internal import Bytes
internal import Glibc
internal import Synchronization

/// Names of files that are not whole yet: dot-files, which no reader of mail takes for a message.
enum TemporaryName {
  private static let prefix: StaticString = ".hoglet-new-"
  private static let count = Atomic(0)

  /// A name that no file of this process has.
  static func next() -> ByteString {
    var name = ByteBuffer()
    name.append(prefix)
    name.append(decimal: getpid())
    name.append("-")
    name.append(decimal: count.add(1, ordering: .relaxed).newValue)
    return ByteString(name.take())
  }

  /// Whether a file of this name was left behind by a process that is no more.
  static func isStale(_ name: ByteString) -> Bool {
    guard Scan.hasPrefix(name.bytes.span, prefix) else { return false }
    let rest = name.bytes.dropFirst(prefix.utf8CodeUnitCount).prefix { $0 != UInt8(ascii: "-") }
    guard let process = Int32(String(decoding: rest, as: UTF8.self)), process > 0 else { return true }
    // Its number may be this process's own: containers count from 1.
    return process == getpid() || kill(process, 0) != 0 && errno == ESRCH
  }
}
