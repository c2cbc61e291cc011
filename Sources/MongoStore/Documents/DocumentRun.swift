/// BSON documents that stand one behind the other in one piece of memory, as the driver takes them.
package struct DocumentRun: Sendable {
  /// All of them.
  private(set) var bytes: [UInt8] = []
  /// Where each of them ends.
  private(set) var ends: [Int] = []

  /// Whether there is none.
  var isEmpty: Bool { ends.isEmpty }

  /// A run of these.
  package init(_ documents: [[UInt8]] = []) {
    for document in documents { append(document) }
  }

  /// Adds one at the end.
  mutating func append(_ document: [UInt8]) {
    bytes += document
    ends.append(bytes.count)
  }
}
