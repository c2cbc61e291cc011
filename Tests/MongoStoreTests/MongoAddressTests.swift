import Bytes
import MailStore
import MongoStore
import Testing

@Suite struct `The address of a database` {
  @Test(arguments: [
    ("127.0.0.1:27017", "127.0.0.1:27017"),
    ("one,two:27018", "one,two:27018"),
    ("user:secret@host/db", "host/db"),
    ("mongodb://user:secret@host:1/db?authSource=admin", "mongodb://host:1/db"),
    ("mongodb+srv://u:secret@cluster.example.net/?retryWrites=true", "mongodb+srv://cluster.example.net/"),
    ("mongodb://u:sec/ret@host/db", "mongodb://…"),
    ("mongodb://u:se@cret@host/db", "mongodb://host/db"),
    ("mongodb://u:s?secret@host/db", "mongodb://…"),
    ("mongodb://host/?authMechanismProperties=AWS_SESSION_TOKEN:secret@", "mongodb://…"),
    ("mongodb://host/?tlsCertificateKeyFilePassword=secret", "mongodb://host/"),
    // What combines with a mark of the URI makes another character of it, and is still behind it.
    ("mongodb://host/?\u{31C}x=secret", "mongodb://host/"),
    ("mongodb://u:secret@\u{31C}host/", "mongodb://\u{31C}host/"),
    ("mongodb://u:p/\u{31C}secret@host/", "mongodb://…"),
  ])
  func `is shown without secrets`(given: String, shown: String) {
    #expect(MongoAddress(given).shown == shown)
  }

  @Test(arguments: ["", "nonsense://x", "mongodb://", "host:99999999"])
  func `is refused by the driver if it means nothing`(text: String) throws {
    try MongoDriver.start(logger: TestDatabase.logger)
    #expect(throws: MongoFailure.self) { _ = try MongoPool(MongoAddress(text), timeout: 1) }
  }

  @Test(arguments: [
    "host", "host/?connect=direct", "h1,h2/db?replicaSet=rs&maxPoolSize=3",
    "u:p@host/db?authMechanism=SCRAM-SHA-1",
    "mongodb://host/?tls=true&serverSelectionTimeoutMS=5",
  ])
  func `may be written as MailHog's or as any other driver's`(text: String) throws {
    try MongoDriver.start(logger: TestDatabase.logger)
    _ = try MongoPool(MongoAddress(text), timeout: 1).client()
  }
}

@Suite struct `What a server is asked to look for` {
  @Test(
    arguments: [
      ("abc", "[aA][bB][cC]"),
      ("a.b@longer-1", "[lL][oO][nN][gG][eE][rR]"),
      ("42", "42"),
      (".*[^", nil),
      ("", nil),
      ("Üni", "[nN][iI\u{130}]"),
      ("sky", "[sS\u{17F}][kK\u{212A}][yY]"),
    ] as [(ByteString, String?)]
  )
  func `is a run of letters and digits, and no pattern of the user's`(text: ByteString, pattern: String?) {
    #expect(SearchFilter.pattern(for: text) == pattern)
  }
}
