internal import Bytes
package import EventLoop
package import Jim
package import Logging
package import MailStore
internal import SMTP

extension EventLoop {
  /// Takes mail on `socket`, as far as `jim` lets it.
  package func serveSMTP(
    on socket: consuming ListeningSocket,
    settings: Settings,
    store: any MailStore,
    jim: any SharedJim,
    limit: ConnectionLimit,
    metrics: ServerMetrics = ServerMetrics(),
    logger: Logger
  ) throws(SystemError) {
    let hostname = ByteString(settings.hostname)
    let limits = SMTPLimits(
      commandLine: settings.maximumCommandLine,
      authenticationLine: settings.maximumAuthenticationLine,
      recipients: settings.maximumRecipients,
      messageSize: settings.maximumMessageSize
    )
    let configuration = SMTPConfiguration(hostname: hostname, limits: limits)
    let budget = makeBudget(settings)
    everySecond {
      guard budget.isOverdue(now: self.seconds) else { return }
      self.forEachHandler { ($0 as? SMTPConnection)?.dismissIfOverdue(on: self) }
    }
    let reception = Reception(store: store, hostname: hostname)
    let visits = JimVisits(by: jim, seed: settings.jim.seed)
    let idleSeconds = settings.idleSeconds
    var refusal = ByteBuffer()
    Reply.closing(.crowded, hostname: hostname).write(into: &refusal)
    try listen(on: socket, limit: limit, refusal: refusal.bytes) { stream in
      stream.idleLimit = idleSeconds
      return SMTPConnection(
        stream,
        configuration: configuration,
        reception: reception,
        budget: budget,
        metrics: metrics.mail,
        visit: visits.next(),
        logger: logger
      )
    }
  }

  /// Made on the loop, so that the compiler knows where it lives.
  private func makeBudget(_ settings: Settings) -> IntakeBudget {
    // A client that is silent for so long would be sent away in any case.
    let patience = settings.idleSeconds > 0 ? min(settings.idleSeconds, 30) : 30
    return IntakeBudget(
      limit: settings.maximumUnfinishedBytes ?? MemoryLimit.current()?.unfinishedBytes ?? .max,
      passSeconds: patience
    )
  }
}
