import Bytes
import TLS

/// A client and a server that pass each other bytes in memory.
struct Conversation: ~Copyable {
  var client: TLSSession
  var server: TLSSession
  /// What each has been told.
  var heardByClient = ByteBuffer()
  var heardByServer = ByteBuffer()
  private var toServer = ByteBuffer()
  private var toClient = ByteBuffer()
  /// How many bytes are passed on at once.
  private let pieceSize: Int

  init(
    _ context: TLSContext,
    host: String = "mail.example",
    server: TLSContext,
    pieceSize: Int = .max
  ) throws(TLSError) {
    client = try TLSSession(client: context, host: host)
    self.server = TLSSession(server: server)
    self.pieceSize = pieceSize
  }

  /// Begins and goes on until neither has anything to say.
  mutating func shakeHands() throws(TLSError) {
    try client.start(into: &toServer)
    try settle()
  }

  mutating func say(_ bytes: [UInt8]) throws(TLSError) {
    try client.send(bytes.span, into: &toServer)
    try settle()
  }

  mutating func answer(_ bytes: [UInt8]) throws(TLSError) {
    try server.send(bytes.span, into: &toClient)
    try settle()
  }

  mutating func closeClient() throws(TLSError) {
    client.close(into: &toServer)
    try settle()
  }

  /// Gives the client bytes that no server of ours made.
  mutating func tell(_ bytes: [UInt8]) throws(TLSError) {
    try client.receive(bytes.span, into: &heardByClient, answering: &toServer)
  }

  /// What the client would send now.
  mutating func pending() -> [UInt8] { toServer.take() }

  private mutating func settle() throws(TLSError) {
    while !toServer.isEmpty || !toClient.isEmpty {
      let (forServer, forClient) = (toServer.take(), toClient.take())
      for piece in pieces(of: forServer) {
        try server.receive(piece.span, into: &heardByServer, answering: &toClient)
      }
      for piece in pieces(of: forClient) {
        try client.receive(piece.span, into: &heardByClient, answering: &toServer)
      }
    }
  }

  private func pieces(of bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: min(pieceSize, max(bytes.count, 1))).map { start in
      Array(bytes[start...].prefix(pieceSize))
    }
  }
}
