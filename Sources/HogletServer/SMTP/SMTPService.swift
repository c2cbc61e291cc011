internal import Bytes
package import EventLoop
package import Logging
package import MailStore
internal import SMTP

extension EventLoop {
  /// Takes mail on `socket`.
  package func serveSMTP(
    on socket: consuming ListeningSocket,
    settings: Settings,
    store: any MailStore,
    limit: ConnectionLimit,
    logger: Logger
  ) throws(SystemError) {
    let hostname = ByteString(settings.hostname)
    var limits = SMTPLimits()
    limits.messageSize = settings.maximumMessageSize
    limits.recipients = settings.maximumRecipients
    let configuration = SMTPConfiguration(hostname: hostname, limits: limits)
    let reception = Reception(store: store, hostname: hostname)
    let idleSeconds = settings.idleSeconds
    var refusal = ByteBuffer()
    Reply.closing(.crowded, hostname: hostname).write(into: &refusal)
    try listen(on: socket, limit: limit, refusal: refusal.bytes) { stream, _ in
      stream.idleLimit = idleSeconds
      return SMTPConnection(stream, configuration: configuration, reception: reception, logger: logger)
    }
  }
}
