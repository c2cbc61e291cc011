import HTTP
import Jim
import MailHogAPI
import MailStore
import RouterClient

extension Client {
  /// A client of the API of a store.
  init(
    _ store: any MailStore,
    jim: any SharedJim = LocalJim(),
    webPath: String = "",
    corsOrigin: String? = nil,
    release: MailRelease = MailRelease(servers: MemoryOutgoingServers(), relay: nil),
    target: Int = 65_536
  ) {
    let api = MailHogAPI(
      store: store,
      jim: jim,
      webPath: webPath,
      corsOrigin: corsOrigin,
      release: release
    )
    self.init(routes: api.routes, target: target)
  }
}
