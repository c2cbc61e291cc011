internal import Glibc
internal import HogletServer

/// Keeps passwords on the command line out of the list of processes, which everybody on a machine can read.
enum HiddenArguments {
  /// Overwrites the secrets where the kernel has the arguments; to be called when they have been read.
  static func hide() {
    let texts = (1..<max(1, Int(CommandLine.argc))).map(bytes)
    for (index, ranges) in SecretArguments.secrets(in: texts).enumerated() {
      guard let argument = unsafe CommandLine.unsafeArgv[index + 1] else { continue }
      for range in ranges {
        for place in range { unsafe argument[place] = CChar(bitPattern: UInt8(ascii: "*")) }
      }
    }
  }

  /// An argument byte for byte: a `String` of it may be longer where it is no UTF-8.
  private static func bytes(of index: Int) -> [UInt8] {
    guard let argument = unsafe CommandLine.unsafeArgv[index] else { return [] }
    return unsafe (0..<Int(strlen(argument))).map { unsafe UInt8(bitPattern: argument[$0]) }
  }
}
