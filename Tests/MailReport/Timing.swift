import Bytes
import Charsets
import Glibc
import MIME
import MailStore

/// CPU time of what the figures in Benchmarks are about.
enum Timing {
  private static let charsets = IconvCharsets()

  /// Prints megabytes per second for taking apart, and for decoding all headers and contents as well.
  static func ofCorpus(_ messages: [[UInt8]]) {
    let total = messages.reduce(0) { $0 + $1.count }
    report(megabytesOf: total, "tree") {
      for message in messages { _ = MIMETree(message.span) }
    }
    report(megabytesOf: total, "all decoded") {
      for message in messages { decode(message) }
    }
  }

  /// Prints how long each kind of hostile message takes, and one that is twice as long: the ratio tells.
  static func ofHostileMail() {
    for hostile in HostileMail.all {
      let small = hostile.make(500_000)
      let large = hostile.make(1_000_000)
      let (short, long) = (seconds { hostile.read(small) }, seconds { hostile.read(large) })
      let megabytes = Double(large.count) / 1_000_000
      print(
        "\(hostile.name): \(milliseconds(long)) ms for \(Int(megabytes)) MB, \(milliseconds(short)) ms for half of it"
      )
    }
  }

  /// Prints how long searches take that find nothing, the first of them apart.
  static func ofSearch() {
    let messages = (0..<10_000).map(SearchedMail.message)
    for text in ["zebra crossing", "ZÉBRA", "kiss"] as [ByteString] {
      let matcher = MessageMatcher(MailSearch(kind: .containing, text: text))
      let times = (0..<6).map { _ in
        seconds { precondition(!messages.contains(where: matcher.matches), "it is nowhere") }
      }
      print(
        "search for \(text): \(milliseconds(times[0])) ms, then \(milliseconds(times.dropFirst().min() ?? 0)) ms"
      )
    }
    let index = seconds { for message in messages { _ = message.index } }
    print("index: \(milliseconds(index)) ms for 10,000")
  }

  private static func decode(_ message: [UInt8]) {
    let tree = MIMETree(message.span)
    for index in tree.parts.indices {
      for field in tree.fields(of: index, in: message.span) {
        _ = HeaderText.decode(message.span.extracting(field.value), charsets: charsets)
      }
      guard tree.parts[index].kind == .leaf else { continue }
      if tree.parts[index].media == .other {
        _ = tree.content(of: index, in: message.span)
      } else {
        _ = tree.text(of: index, in: message.span, charsets: charsets)
      }
    }
  }

  private static func report(megabytesOf bytes: Int, _ name: String, _ body: () -> Void) {
    var (rounds, time) = (0.0, 0.0)
    while time < 1 {
      time += seconds(body)
      rounds += 1
    }
    print("\(name): \(Int(Double(bytes) * rounds / time / 1_000_000)) MB/s")
  }

  private static func seconds(_ body: () -> Void) -> Double {
    let start = now()
    body()
    return now() - start
  }

  private static func milliseconds(_ seconds: Double) -> Double { (seconds * 10_000).rounded() / 10 }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
