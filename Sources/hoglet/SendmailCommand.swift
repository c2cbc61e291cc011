internal import Glibc
internal import Sendmail

/// `hoglet sendmail`, also by the names `sendmail` and `mhsendmail`.
enum SendmailCommand {
  static func run(_ arguments: [String]) -> Never {
    let ending = Sendmail.run(arguments, environment: Terminal.environment())
    if !ending.output.isEmpty { print(ending.output, terminator: "") }
    Terminal.complain(ending.text)
    exit(ending.status)
  }
}
