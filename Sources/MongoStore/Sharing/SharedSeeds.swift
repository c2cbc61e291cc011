internal import Logging

/// What all replicas share until somebody says otherwise: it is written where there is nothing yet, and only there.
public struct SharedSeeds: Sendable {
  /// How Jim is, if that is to be noted.
  public var jim: [UInt8]?
  /// Servers that messages can be released to.
  public var outgoing: [SharedTexts.Entry]

  /// These, or nothing.
  public init(jim: [UInt8]? = nil, outgoing: [SharedTexts.Entry] = []) {
    (self.jim, self.outgoing) = (jim, outgoing)
  }

  static let jimName = "jim"

  /// Writes what is not there.
  ///
  /// - Throws: If there is no answer. A server that will not have it is no reason to keep from it what is more important.
  func sow(
    in configuration: MongoConfiguration,
    through client: borrowing MongoClient,
    logger: Logger
  ) throws(MongoFailure) {
    do {
      if let jim {
        let document = SharedTextDocument(name: Self.jimName, configuration: configuration)
        let first = SharedText.Edition(text: jim, version: 1)
        _ = try document.insert(first, by: RandomName.make(), through: client)
      }
      if !outgoing.isEmpty {
        try SharedTexts.insert(outgoing, by: RandomName.make(), through: client, in: configuration)
      }
    } catch {
      guard error.isAnswer else { throw error }
      logger.error("could not write settings into MongoDB", metadata: ["error": "\(error)"])
    }
  }
}
