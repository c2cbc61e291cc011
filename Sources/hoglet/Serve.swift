internal import EventLoop
internal import Flags
internal import Glibc
internal import HogletServer

/// `hoglet`: the server, until a signal ends it.
enum Serve {
  static func run(_ arguments: [String]) -> Never {
    Allocator.tune()
    // Before any other thread exists: all of them must hold these back.
    let signals = Signals(holding: [SIGTERM, SIGINT])
    let settings = settings(from: arguments)
    HiddenArguments.hide()
    let server = start(settings)
    _ = signals.next()
    Task { @concurrent in
      await server.value.stop()
      leave(EXIT_SUCCESS)
    }
    // Who asks twice does not want to wait; and this thread sees to the end even if a loop should not come to it.
    let second = signals.next(withinSeconds: Int(HogletServer.gracePeriod.components.seconds) + 1)
    leave(second.map { 128 + $0 } ?? EXIT_SUCCESS)
  }

  /// Ends the process as it is: the threads of MongoDB's driver go on to the end, and what OpenSSL would give back before it they
  /// still use.
  private static func leave(_ status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }

  /// The settings of this run; ends the program when there is something to say instead.
  private static func settings(from arguments: [String]) -> Settings {
    do {
      return try Settings(SettingsFlags.all.parse(arguments: arguments, environment: Terminal.environment()))
    } catch let error as FlagError {
      let usage = SettingsFlags.all.usage("hoglet [flags]")
      Terminal.complain(error == .helpRequested ? usage : "\(error)\n\n\(usage)")
      exit(error.exitStatus)
    } catch {
      Terminal.complain("\(error)\n")
      exit(EXIT_FAILURE)
    }
  }

  /// Starts the server beside the main thread; ends the program when it cannot.
  private static func start(_ settings: Settings) -> Task<HogletServer, Never> {
    Task { @concurrent in
      do {
        return try await HogletServer.start(settings, logger: settings.logger)
      } catch {
        Terminal.complain("\(error)\n")
        leave(EXIT_FAILURE)
      }
    }
  }
}
