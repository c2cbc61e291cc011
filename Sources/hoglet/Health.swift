internal import Flags
internal import Glibc
internal import HogletServer

/// `hoglet health`: asks the server of this container whether it is well, as container engines want it asked.
enum Health {
  /// As long as an engine usually waits, less what starting the command takes.
  private static let patience = 3

  private static let address = Flag<String?>(
    "api-bind-addr",
    default: nil,
    describedAs: "that of the main process, else of MH_API_BIND_ADDR",
    help: "Where the server serves the HTTP API."
  )
  private static let ready = Flag<Bool>(
    "ready",
    default: false,
    help: "Ask whether the store answers too, not only whether the server does."
  )
  private static let flags = FlagSet([address, ready])

  static func run(_ arguments: [String]) -> Never {
    let values: FlagValues
    do {
      values = try flags.parse(arguments: arguments, environment: [:])
    } catch {
      let usage = flags.usage("hoglet health [flags]")
      Terminal.complain(error == .helpRequested ? usage : "\(error)\n\n\(usage)")
      exit(error.exitStatus)
    }
    // Looking up a name has no limit of its own.
    alarm(UInt32(patience) + 1)
    let address = values[address] ?? RunningServer.apiAddress(environment: Terminal.environment())
    do {
      let question = try HealthQuestion(address: address, path: values[ready] ? "/readyz" : "/healthz")
      print(try question.ask(withinSeconds: patience))
      exit(EXIT_SUCCESS)
    } catch {
      Terminal.complain("\(error)\n")
      exit(EXIT_FAILURE)
    }
  }
}
