import Bytes
import Digests
import Glibc
import Testing

/// OpenSSL reads its configuration once, so each of these tests has a process of its own.
@Suite struct `On a machine whose OpenSSL is restricted` {
  @Test func `MD5 is there though all contexts are to use approved functions only`() async {
    await #expect(processExitsWith: .success) {
      let file = try restrict(
        "[evp]\ndefault_properties = fips=yes\n[providers]\nbase = on\n[on]\nactivate = 1\n"
      )
      defer { unlink(file) }
      let key = Array("tanstaaftanstaaf".utf8)
      let code = HMAC<MD5>.code(
        of: Array("<1896.697170952@postoffice.reston.mci.net>".utf8).span,
        key: key.span
      )
      #expect(code.hexadecimal == "b913a602c7eda7a495b4e6e7334d3890")
    }
  }

  @Test func `a configuration that cannot be read does no harm`() async {
    await #expect(processExitsWith: .success) {
      let file = try restrict("[evp")
      defer { unlink(file) }
      #expect(Digest<MD5>(of: Array("a".utf8).span).hexadecimal == "0cc175b9c0f1b6a831c399e269772661")
    }
  }
}

private struct NotWritten: Error {}

/// Names a file with that configuration to OpenSSL, which reads it when it is first used.
private func restrict(_ configuration: String) throws -> String {
  // mkstemp puts a name of its own in place of the six letters.
  var path = Array("/tmp/hoglet-openssl-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  let text = "openssl_conf = all\n[all]\nalg_section = evp\nproviders = providers\n" + configuration
  guard write(descriptor, text, text.utf8.count) == text.utf8.count else { throw NotWritten() }
  close(descriptor)
  setenv("OPENSSL_CONF", path, 1)
  return String(decoding: path.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
}
