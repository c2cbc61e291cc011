import Glibc

// mail-report FILE…        one line of JSON for each file
// mail-report --time FILE… how long taking apart and decoding all of them takes, repeated
let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "--time" {
  Timing.run(over: arguments.dropFirst().compactMap(MailFile.read))
} else {
  for path in arguments {
    guard let bytes = MailFile.read(path) else { continue }
    MailFile.write(MailReport(path: path, bytes).json)
  }
}
