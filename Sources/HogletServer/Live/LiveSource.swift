internal import HTTP

/// The content of an answer that a hub tells what to say.
protocol LiveSource: BodySource {
  /// Begins to follow what the hub tells of; `cutOff` gives the connection up.
  func join(_ hub: LiveHub, cutOff: @escaping () -> Void)
}
