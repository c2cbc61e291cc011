internal import EventLoop
internal import Glibc
internal import Logging
internal import MailStore
internal import MaildirStore

/// The maildir store: a file a message, in a folder that outlives the process.
struct OpenedMaildir: OpenedStore {
  private let maildir: MaildirStore
  private let logger: Logger

  /// Opens the folder at `path`, or one of its own if that is empty.
  init(_ settings: Settings, path: String, http loop: EventLoop, logger: Logger) throws(StartError) {
    // A file beyond the limit of the process is an error to write, and no reason to end.
    _ = signal(SIGXFSZ, SIG_IGN)
    let memory = MemoryLimit.current()
    let options = MaildirStore.Options(
      limits: RetentionLimits(
        count: settings.maximumMessages,
        age: settings.maximumAge?.wholeSeconds,
        bytes: settings.maximumBytes
      ),
      maximumFileSize: Self.maximumFileSize(settings),
      recentBytes: min(memory.map { $0.bytes / 32 } ?? .max, 16 << 20),
      answerBytes: memory.map { $0.bytes / 4 } ?? .max
    )
    let relief = Relief(logger: logger)
    do {
      maildir = try MaildirStore(path, options: options) { error in
        logger.error("maildir failed", metadata: ["error": "\(error)"])
      } onExcess: { [loop] in
        relief.come(to: $0, on: loop)
      }
    } catch {
      throw .maildir(error)
    }
    self.logger = logger
  }

  /// What the largest message takes that this server would store, with its envelope.
  private static func maximumFileSize(_ settings: Settings) -> Int {
    let (envelope, isTooMuch) = settings.maximumRecipients
      .multipliedReportingOverflow(by: settings.maximumCommandLine)
    let (size, isTooLarge) = settings.maximumMessageSize
      .addingReportingOverflow(isTooMuch ? .max : envelope)
    return isTooLarge ? .max : size
  }

  var store: any MailStore { maildir }

  var announcement: [String] { ["Using maildir message storage", "Maildir path is \(maildir.path)"] }

  func startChores(on loop: isolated EventLoop) {
    let retention = Retention(store: maildir, logger: logger)
    loop.everySecond { retention.apply() }
  }

  func close() async {
    await maildir.close()
  }
}
