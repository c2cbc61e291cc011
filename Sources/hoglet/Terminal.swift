internal import Glibc

/// What all commands need of the system that runs them.
enum Terminal {
  /// The environment, by name.
  static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let halves = unsafe String(cString: entry).split(
        separator: "=",
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      if halves.count == 2 { variables[String(halves[0])] = String(halves[1]) }
      unsafe next += 1
    }
    return variables
  }

  /// Writes to standard error, as far as that takes it.
  static func complain(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
