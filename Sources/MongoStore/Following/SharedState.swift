/// What all replicas share, as the database told it at one moment.
package struct SharedState: Sendable {
  /// What a replica says of itself.
  package struct Origin: Equatable, Sendable {
    /// Up to which number it is done.
    package var settled: Int64
    /// The number before the first that is of interest to those who see this replica for the first time.
    package var base: Int64
    /// Counts its signs of life.
    package var beat: Int64

    package init(settled: Int64, base: Int64, beat: Int64) {
      (self.settled, self.base, self.beat) = (settled, base, beat)
    }
  }

  /// Who does what only one should.
  package struct Lease: Equatable, Sendable {
    package var owner: String
    /// Counts the renewals.
    package var beat: Int64

    package init(owner: String, beat: Int64) {
      (self.owner, self.beat) = (owner, beat)
    }
  }

  static let epochName = "epoch"
  static let leaseName = "lease"
  private static let originPrefix = "origin/"
  private static let settingPrefix = "setting/"

  static func name(ofOrigin origin: String) -> String { originPrefix + origin }
  static func name(ofSetting setting: String) -> String { settingPrefix + setting }

  /// Names this content of the database: another epoch is another content, and none is an empty one.
  package private(set) var epoch: String?
  package private(set) var origins: [String: Origin] = [:]
  package private(set) var lease: Lease?
  /// Texts by their names.
  private(set) var settings: [String: SharedText.Edition] = [:]

  package init(_ documents: [BSONDocument]) {
    for document in documents {
      guard let name = document["_id"]?.text else { continue }
      switch name {
      case Self.epochName: epoch = document["value"]?.text
      case Self.leaseName:
        lease = Lease(
          owner: document["owner"]?.text ?? "",
          beat: document["beat"]?.integer ?? 0
        )
      case _ where name.hasPrefix(Self.originPrefix):
        origins[String(name.dropFirst(Self.originPrefix.count))] = Origin(
          settled: document["settled"]?.integer ?? 0,
          base: document["base"]?.integer ?? 0,
          beat: document["beat"]?.integer ?? 0
        )
      case _ where name.hasPrefix(Self.settingPrefix):
        settings[String(name.dropFirst(Self.settingPrefix.count))] = SharedText.Edition(document)
      default: break
      }
    }
  }
}

extension BSONValue {
  /// A string as text.
  var text: String? {
    if case .string(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
}
