/// The program.
@main
enum Hoglet {
  static func main() {
    var arguments = CommandLine.arguments[...]
    switch Command(takenFrom: &arguments) {
    case .serve: Serve.run(Array(arguments))
    case .version: Version.run()
    }
  }
}
