import Bytes
import Charsets
import Glibc
import MIME

/// How fast mail is taken apart, and how fast all of it is decoded.
enum Timing {
  /// Prints megabytes per second of CPU time for both, over all of `messages` until a second has passed.
  static func run(over messages: [[UInt8]]) {
    let charsets = IconvCharsets()
    let total = messages.reduce(0) { $0 + $1.count }
    report("index", total) {
      for message in messages { _ = MIMETree(message.span) }
    }
    report("decode", total) {
      for message in messages {
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
    }
  }

  private static func report(_ name: String, _ bytes: Int, _ body: () -> Void) {
    let start = seconds()
    var rounds = 0
    while seconds() - start < 1 {
      body()
      rounds += 1
    }
    let speed = Double(bytes) * Double(rounds) / (seconds() - start) / 1_000_000
    MailFile.write(Array("\(name) \(Int(speed)) MB/s".utf8))
  }

  private static func seconds() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
