import Bytes
import MailHogView
import Testing

@Suite struct `An address as MailHog takes it apart` {
  @Test(
    arguments: [
      ("a@b.c", [], "a", "b.c"),
      ("", [], "", ""),
      ("root", [], "root", ""),
      ("@b.c", [], "", "b.c"),
      ("a@", [], "a", ""),
      ("a@b@c", [], "a", "b@c"),
      ("erin+tag@example.org", [], "erin+tag", "example.org"),
      ("@relay1,@relay2:u@d.e", ["@relay1", "@relay2"], "u", "d.e"),
      ("@relay:u", ["@relay"], "u", ""),
      (":u@d", [""], "u", "d"),
      ("r,:u@d:x", ["r", ""], "u", "d:x"),
    ] as [(ByteString, [ByteString], ByteString, ByteString)]
  )
  func `has relays, a mailbox and a domain`(
    address: ByteString,
    relays: [ByteString],
    mailbox: ByteString,
    domain: ByteString
  ) {
    let path = MailPath(address)
    #expect(path.relays == relays)
    #expect(path.mailbox == mailbox)
    #expect(path.domain == domain)
  }
}
