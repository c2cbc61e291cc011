import Bytes
import Digests
import Glibc
import Testing

/// OpenSSL reads its configuration once, so each of these tests has a process of its own.
@Suite struct `On a machine whose OpenSSL is restricted` {
  @Test func `MD5 is there though all contexts are to use approved functions only`() async {
    await #expect(processExitsWith: .success) {
      try restrict("[evp]\ndefault_properties = fips=yes\n[providers]\nbase = on\n[on]\nactivate = 1\n")
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
      try restrict("[evp")
      #expect(Digest<MD5>(of: Array("a".utf8).span).hexadecimal == "0cc175b9c0f1b6a831c399e269772661")
    }
  }
}

private struct NotWritten: Error {}

private func restrict(_ configuration: String) throws {
  var path = Array("/tmp/hoglet-openssl-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  let text = "openssl_conf = all\n[all]\nalg_section = evp\nproviders = providers\n" + configuration
  guard write(descriptor, text, text.utf8.count) == text.utf8.count else { throw NotWritten() }
  close(descriptor)
  setenv("OPENSSL_CONF", path, 1)
}
