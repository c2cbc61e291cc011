internal import Glibc

/// What the system refused to do with a folder or a file: for the log, never for a client.
public struct MaildirError: Error, Hashable, CustomStringConvertible {
  /// The name of the system call.
  public let call: String
  /// What it was to be done to.
  public let path: String
  /// Its `errno`.
  public let code: Int32

  init(_ call: String, _ path: String, code: Int32 = errno) {
    self.call = call
    self.path = path
    self.code = code
  }

  /// What was tried and what the system says: `mkdir /mail: Permission denied`.
  public var description: String {
    var text = [CChar](repeating: 0, count: 128)
    let count = text.count
    _ = unsafe strerror_r(code, &text, count)
    let end = text.firstIndex(of: 0) ?? text.endIndex
    let reason = String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(call) \(path): \(reason)"
  }
}
