internal import Flags
internal import Glibc
internal import Passwords

/// `hoglet bcrypt`: prints the hash of a password, for a line of the file that `-auth-file` names.
enum Bcrypt {
  /// MailHog's cost.
  ///
  /// It is the lowest, at which guessing is cheap for whoever gets hold of the file.
  private static let cost = Flag<Int>(
    "cost",
    default: 4,
    help:
      "How much work a guess takes: each step from 4 to 31 doubles it. 12 takes about a quarter of a second."
  )
  private static let flags = FlagSet([cost])

  static func run(_ arguments: [String]) -> Never {
    let values: FlagValues
    do {
      values = try flags.parse(arguments: arguments, environment: [:])
    } catch {
      fail(error == .helpRequested ? usage : "\(error)\n\n\(usage)", status: error.exitStatus)
    }
    guard PasswordHash.costs.contains(values[cost]) else { fail(usage, status: 2) }
    // What follows the password is not looked at, as in MailHog.
    let password = values.operands.first.map { Array($0.utf8) } ?? ask()
    // Whoever uses the password would be let in with less than all of it.
    guard password.count <= PasswordHash.significantLength, !password.contains(0),
      let hash = PasswordHash(of: password, cost: values[cost])
    else {
      fail("bcrypt: a password has at most \(PasswordHash.significantLength) bytes, and no NUL\n")
    }
    print(hash.text)
    exit(EXIT_SUCCESS)
  }

  private static func fail(_ text: String, status: Int32 = EXIT_FAILURE) -> Never {
    Terminal.complain(text)
    exit(status)
  }

  private static var usage: String { flags.usage("hoglet bcrypt [-cost count] [password]") }

  /// The password from standard input, where other users of the machine do not see it as they see arguments.
  private static func ask() -> [UInt8] {
    if isatty(STDIN_FILENO) == 1 { Terminal.complain("Password: ") }
    return firstLine(limit: PasswordHash.significantLength + 2)
  }

  /// The first line of standard input without its end; at most `limit` bytes.
  private static func firstLine(limit: Int) -> [UInt8] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < limit {
      let count = unsafe read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 || byte == UInt8(ascii: "\n") { break }
      line.append(byte)
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return line
  }
}
