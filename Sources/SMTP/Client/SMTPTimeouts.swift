/// How long a client waits for each reply; the least that RFC 5321 section 4.5.3.2 asks for unless told otherwise.
public struct SMTPTimeouts: Equatable, Sendable {
  /// For the greeting, and for the reply to each command that has no time of its own.
  public var command: Duration
  /// For the reply to DATA.
  public var data: Duration
  /// For the server to take a piece of the message.
  public var piece: Duration
  /// For the reply to the final dot: the server may be slow to store, and who leaves early sends twice.
  public var receipt: Duration
  /// For the reply to QUIT, which changes nothing any more; the RFC names no time.
  public var farewell: Duration

  /// The times given, and the usual ones for the rest.
  public init(
    command: Duration = .seconds(300),
    data: Duration = .seconds(120),
    piece: Duration = .seconds(180),
    receipt: Duration = .seconds(600),
    farewell: Duration = .seconds(5)
  ) {
    self.command = command
    self.data = data
    self.piece = piece
    self.receipt = receipt
    self.farewell = farewell
  }

  /// All times cut to `longest`, for a client whose user waits.
  public func limited(to longest: Duration) -> SMTPTimeouts {
    SMTPTimeouts(
      command: min(command, longest),
      data: min(data, longest),
      piece: min(piece, longest),
      receipt: min(receipt, longest),
      farewell: min(farewell, longest)
    )
  }
}
