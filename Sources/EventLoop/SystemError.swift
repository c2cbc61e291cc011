public import Glibc

/// A system call that failed.
public struct SystemError: Error, Hashable, CustomStringConvertible {
  /// The name of the call.
  public let call: String
  /// Its `errno`.
  public let code: Int32

  /// A failure of `call` with the value that `errno` has now, unless another is given.
  public init(_ call: String, code: Int32 = errno) {
    self.call = call
    self.code = code
  }

  /// The call and what the system says of the error: `bind: Address already in use`.
  public var description: String {
    var text = [CChar](repeating: 0, count: 128)
    let count = text.count
    _ = unsafe strerror_r(code, &text, count)
    let end = text.firstIndex(of: 0) ?? text.endIndex
    return call + ": " + String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
