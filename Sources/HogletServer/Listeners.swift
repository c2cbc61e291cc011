internal import EventLoop

/// The sockets that a server listens on.
struct Listeners: ~Copyable {
  let smtp: ListeningSocket
  let api: ListeningSocket
  /// Where the page is served; nil where the API's socket serves it too.
  let ui: ListeningSocket?

  /// The ports that they have, also where the system chose them.
  let ports: (smtp: Int, api: Int, ui: Int)

  /// Binds every address, or none.
  init(_ settings: Settings) throws(StartError) {
    let smtp = try Self.listen("SMTP", settings.smtpBind)
    let api = try Self.listen("HTTP", settings.apiBind)
    let (smtpPort, apiPort) = (smtp.address.port, api.address.port)
    if settings.uiBind == settings.apiBind {
      ports = (smtpPort, apiPort, apiPort)
      ui = nil
    } else {
      let socket = try Self.listen("HTTP", settings.uiBind)
      ports = (smtpPort, apiPort, socket.address.port)
      ui = consume socket
    }
    self.smtp = smtp
    self.api = api
  }

  private static func listen(_ role: String, _ address: String) throws(StartError) -> ListeningSocket {
    do {
      return try ListeningSocket(address)
    } catch {
      throw .listening(role, address, error)
    }
  }
}
