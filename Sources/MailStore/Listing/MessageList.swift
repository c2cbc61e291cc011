/// Messages in the order of their arrival, in short runs.
///
/// A copy costs one reference count. Changing a list that has a copy copies the run in question and the list of runs,
/// never the messages of another run.
package struct MessageList: Sendable {
  /// A message and its place in the order of arrival.
  package struct Entry: Sendable {
    package let sequence: UInt64
    package let message: StoredMessage

    package init(sequence: UInt64, message: StoredMessage) {
      self.sequence = sequence
      self.message = message
    }
  }

  /// The most messages of one run.
  package static let runLength = 256

  /// The runs, oldest first; none is empty.
  package private(set) var runs: [[Entry]] = []
  /// The number of messages.
  package private(set) var count = 0

  /// An empty list.
  package init() {}

  /// The message that came first.
  var oldest: StoredMessage? { runs.first?.first?.message }

  /// All messages, oldest first.
  var all: [StoredMessage] { runs.flatMap { $0.map(\.message) } }

  /// Adds a message whose sequence number is above all others.
  package mutating func append(_ entry: Entry) {
    if let last = runs.indices.last, runs[last].count < Self.runLength {
      runs[last].append(entry)
    } else {
      runs.append([entry])
    }
    count += 1
  }

  /// Removes the message that came first.
  package mutating func removeOldest() -> StoredMessage? {
    guard !runs.isEmpty else { return nil }
    let message = runs[0].removeFirst().message
    if runs[0].isEmpty { runs.removeFirst() }
    count -= 1
    return message
  }

  /// Removes the message of that number.
  package mutating func remove(_ sequence: UInt64) -> StoredMessage? {
    guard let place = place(of: sequence) else { return nil }
    let message = runs[place.run].remove(at: place.index).message
    count -= 1
    if runs[place.run].isEmpty {
      runs.remove(at: place.run)
    } else {
      mergeNeighbors(of: place.run)
    }
    return message
  }

  /// The message of that number.
  func message(_ sequence: UInt64) -> StoredMessage? {
    place(of: sequence).map { runs[$0.run][$0.index].message }
  }

  /// The messages from place `start` on (0 is the newest), `limit` at the most, newest first.
  package func newest(from start: Int, limit: Int) -> [StoredMessage] {
    entries(from: start, limit: limit).map(\.message)
  }

  /// As `newest(from:limit:)`, with their numbers.
  func entries(from start: Int, limit: Int) -> [Entry] {
    var skipped = min(max(start, 0), count)
    var wanted = min(max(limit, 0), count - skipped)
    var entries: [Entry] = []
    entries.reserveCapacity(wanted)
    var run = runs.count - 1
    while wanted > 0, run >= 0 {
      let length = runs[run].count
      if skipped < length {
        let end = length - skipped
        let begin = max(0, end - wanted)
        entries += runs[run][begin..<end].reversed()
        wanted -= end - begin
        skipped = 0
      } else {
        skipped -= length
      }
      run -= 1
    }
    return entries
  }

  /// The place of the first message that came before the one of that number, whether that is there or not.
  func place(behind sequence: UInt64) -> Int {
    let run = Self.partition(runs.count) { runs[$0][0].sequence < sequence } - 1
    guard run >= 0 else { return count }
    let older = Self.partition(runs[run].count) { runs[run][$0].sequence < sequence }
    return runs[run].count - older + runs[(run + 1)...].reduce(0) { $0 + $1.count }
  }

  private func place(of sequence: UInt64) -> (run: Int, index: Int)? {
    let run = Self.partition(runs.count) { runs[$0][0].sequence <= sequence } - 1
    guard run >= 0 else { return nil }
    let index = Self.partition(runs[run].count) { runs[run][$0].sequence < sequence }
    guard index < runs[run].count, runs[run][index].sequence == sequence else { return nil }
    return (run, index)
  }

  /// Keeps two neighbors above half a run together, so that many deletes do not leave many short runs.
  private mutating func mergeNeighbors(of run: Int) {
    for left in [run, run - 1] where left >= 0 && left + 1 < runs.count {
      if runs[left].count + runs[left + 1].count <= Self.runLength / 2 {
        runs[left] += runs.remove(at: left + 1)
        return
      }
    }
  }

  /// The number of leading indices below `count` that satisfy a condition which only leading ones satisfy.
  private static func partition(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
