internal import EventLoop
internal import Jim
internal import MailHogAPI
internal import MailStore

/// A storage in use: its store, and what only its kind needs besides.
protocol OpenedStore: Sendable {
  /// Where mail is kept.
  var store: any MailStore { get }

  /// The one who makes trouble, shared with all that share the store; `state` is how he is unless somebody has said so.
  func jim(_ state: JimState) -> any SharedJim

  /// Where servers are saved that messages can be released to, `servers` among them.
  func outgoingServers(_ servers: [OutgoingServer]) -> any OutgoingServers

  /// What MailHog logs of this storage when it starts, a line each, word for word.
  var announcement: [String] { get }

  /// Begins what is to be done from time to time, on the loop that serves HTTP.
  func startChores(on loop: isolated EventLoop)

  /// Lets go of all that the storage holds; called once, when nothing is served any more.
  func close() async
}

extension OpenedStore {
  func jim(_ state: JimState) -> any SharedJim { LocalJim(state) }

  func outgoingServers(_ servers: [OutgoingServer]) -> any OutgoingServers { MemoryOutgoingServers(servers) }
}
