import Glibc

// mail-report FILE…        one line of JSON for each file
// mail-report --time FILE… how fast all of them are taken apart, and how fast they are decoded
// mail-report --hostile    how long mail takes that was made to take long, of two sizes
// mail-report --search     how long a search through 10,000 messages takes, half of them encoded
let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "--time": Timing.ofCorpus(arguments.dropFirst().compactMap(MailFile.read))
case "--hostile": Timing.ofHostileMail()
case "--search": Timing.ofSearch()
default:
  for path in arguments {
    guard let bytes = MailFile.read(path) else { continue }
    MailFile.write(MailReport(path: path, bytes).json)
  }
}
