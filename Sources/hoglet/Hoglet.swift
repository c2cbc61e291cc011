internal import EventLoop
internal import Flags
internal import Glibc
internal import HogletServer

/// The program.
@main
enum Hoglet {
  private static let version = "0.1.0"

  static func main() {
    Allocator.tune()
    // Before any other thread exists: all of them must hold these back.
    let signals = Signals(holding: [SIGTERM, SIGINT])
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let first = arguments.first, first == "-version" || first == "--version" {
      return print("MailHog version: 1.0.1 (Hoglet \(version))")
    }
    let server = start(settings(from: arguments))
    _ = signals.next()
    Task { @concurrent in
      await server.value.stop()
      exit(EXIT_SUCCESS)
    }
    // Who asks twice does not want to wait; and this thread sees to the end even if a loop should not come to it.
    let second = signals.next(withinSeconds: Int(HogletServer.gracePeriod.components.seconds) + 1)
    exit(second.map { 128 + $0 } ?? EXIT_SUCCESS)
  }

  /// The settings of this run; ends the program when there is something to say instead.
  private static func settings(from arguments: [String]) -> Settings {
    do {
      return try Settings(SettingsFlags.all.parse(arguments: arguments, environment: environment()))
    } catch let error as FlagError {
      let usage = SettingsFlags.all.usage("hoglet [flags]")
      complain(error == .helpRequested ? usage : "\(error)\n\n\(usage)")
      exit(error.exitStatus)
    } catch {
      complain("\(error)\n")
      exit(EXIT_FAILURE)
    }
  }

  /// Starts the server beside the main thread; ends the program when it cannot.
  private static func start(_ settings: Settings) -> Task<HogletServer, Never> {
    Task { @concurrent in
      do {
        return try await HogletServer.start(settings, logger: settings.logger)
      } catch {
        complain("\(error)\n")
        exit(EXIT_FAILURE)
      }
    }
  }

  private static func environment() -> [String: String] {
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

  private static func complain(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
