internal import Glibc

/// Who has started the program, and what they give it.
enum Caller {
  /// The user at this machine, as MailHog names the sender when nobody says who it is.
  static func address() -> String { "\(username() ?? "nobody")@\(hostname() ?? "localhost")" }

  /// All of standard input; nil if it cannot be read, or is beyond all reason.
  static func readInput(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe read(descriptor, &block, block.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR { continue }
        return nil
      }
      guard bytes.count + count <= limit else { return nil }
      bytes += block[..<count]
    }
  }

  private static func username() -> String? {
    guard let entry = unsafe getpwuid(geteuid()), let name = unsafe entry.pointee.pw_name else { return nil }
    let text = unsafe String(cString: name)
    return text.isEmpty ? nil : text
  }

  private static func hostname() -> String? {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return nil }
    let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? nil : text
  }
}
