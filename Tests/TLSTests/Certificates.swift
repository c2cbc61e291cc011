import Glibc

/// Keys and certificates that `openssl` makes for these tests, in a folder that goes with the process.
final class Certificates: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// One set for all tests: making them takes some tenths of a second.
  static let shared = Result { try Certificates() }

  private let folder: String

  /// The certificate that signs the others.
  var authority: String { path("authority.pem") }
  /// For mail.example and 127.0.0.1, signed by the authority.
  var good: (certificate: String, key: String) { (path("good.pem"), path("good.key")) }
  /// For the same names, signed by itself.
  var selfSigned: (certificate: String, key: String) { (path("alone.pem"), path("alone.key")) }
  /// As the good one, but its time is over.
  var expired: (certificate: String, key: String) { (path("expired.pem"), path("good.key")) }

  init() throws {
    // mkdtemp puts a name of its own in place of the six letters.
    var template = Array("/tmp/hoglet-certificates-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Failure(description: "mkdtemp: errno \(errno)") }
    folder = String(cString: made)
    Self.removeAtExit()
    let names = "subjectAltName=DNS:mail.example,DNS:*.wild.example,IP:127.0.0.1"
    try run(
      """
      set -e
      cd \(folder)
      key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc"
      openssl req -x509 $key -keyout authority.key -out authority.pem -days 2 -subj "/CN=Test authority"
      openssl req -x509 $key -keyout alone.key -out alone.pem -days 2 -subj /CN=alone -addext \(names)
      openssl req $key -keyout good.key -out good.csr -subj /CN=good
      echo \(names) >names
      sign="openssl x509 -req -in good.csr -CA authority.pem -CAkey authority.key -CAcreateserial -extfile names"
      $sign -out good.pem -days 2
      $sign -out expired.pem -days -1
      """
    )
  }

  /// What is shared is never given up, so that there is no other moment for it.
  private static func removeAtExit() {
    atexit {
      if case .success(let certificates) = Certificates.shared { _ = system("rm -rf \(certificates.folder)") }
    }
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  private func run(_ script: String) throws {
    guard system("(\(script)) >/dev/null 2>&1") == 0 else { throw Failure(description: "openssl fails") }
  }
}
