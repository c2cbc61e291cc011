/// The program.
@main
enum Hoglet {
  static func main() {
    var arguments = CommandLine.arguments[...]
    switch Command(takenFrom: &arguments) {
    case .bcrypt: Bcrypt.run(Array(arguments))
    case .health: Health.run(Array(arguments))
    case .serve: Serve.run(Array(arguments))
    case .version: Version.run()
    case .sendmail: SendmailCommand.run(Array(arguments))
    }
  }
}
