"""Makes mail with the libraries of several languages and checks that nothing is lost on the way: generated.py PROGRAM

Each message has a subject, a name, a text, an HTML text and an attachment that were written down before. A library that
is not installed (Debian: libemail-mime-perl, libmime-lite-perl, ruby-mail, php-cli, php-mbstring, libphp-phpmailer,
php-mail-mime, php-symfony-mime, php-swiftmailer) is passed over and said so.
"""

import email.message
import email.policy
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SUBJECT = "Grüße aus Köln — 日本語 und ein langer Betreff, der sicher auf eine zweite Zeile umgebrochen werden muss"
NAME = "Jürgen Müller"
TEXT = "Guten Tag,\n\nfünf Äpfel = 5 €.\nFrom here on\n. dots\n" + "ein langer Satz " * 20 + "\n"
HTML = "<p>Grüße &amp; <b>Küsse</b></p>\n"
FILE = "Übersicht 日本.bin"
DATA = bytes(range(256)) * 20


def python():
    """Messages by Python's email package, in each transfer encoding."""
    for encoding in ("8bit", "quoted-printable", "base64"):
        for policy in (email.policy.SMTP, email.policy.SMTPUTF8):
            message = email.message.EmailMessage(policy=policy)
            message["Subject"] = SUBJECT
            message["From"] = f'"{NAME}" <a@example.com>'
            message["To"] = "b@example.com"
            message.set_content(TEXT, cte=encoding)
            message.add_alternative(HTML, subtype="html", cte=encoding)
            message.add_attachment(DATA, maintype="application", subtype="octet-stream", filename=FILE)
            yield f"python {encoding} {'utf8' if policy.utf8 else 'ascii'}", message.as_bytes()


PERL_EMAIL_MIME = r"""
use utf8; use Email::MIME; binmode STDOUT;
sub part { my ($type, $cte, $body) = @_;
  Email::MIME->create(attributes => {content_type => $type, charset => 'UTF-8', encoding => $cte}, body_str => $body) }
my $data = join '', map { chr } (0..255); $data = $data x 20;
print Email::MIME->create(
  header_str => [Subject => $ENV_SUBJECT, From => qq("$ENV_NAME" <a\@example.com>), To => 'b@example.com'],
  attributes => {content_type => 'multipart/mixed'},
  parts => [
    Email::MIME->create(attributes => {content_type => 'multipart/alternative'},
      parts => [part('text/plain', 'quoted-printable', $ENV_TEXT), part('text/html', 'base64', $ENV_HTML)]),
    Email::MIME->create(attributes => {content_type => 'application/octet-stream', filename => $ENV_FILE,
      disposition => 'attachment', encoding => 'base64'}, body => $data)])->as_string;
"""

RUBY_MAIL = r"""
require 'mail'
STDOUT.binmode
mail = Mail.new(charset: 'UTF-8')
mail.from = "\"#{ENV['NAME']}\" <a@example.com>"
mail.to = 'b@example.com'
mail.subject = ENV['SUBJECT']
mail.text_part = Mail::Part.new { content_type 'text/plain; charset=UTF-8'; body ENV['TEXT'] }
mail.html_part = Mail::Part.new { content_type 'text/html; charset=UTF-8'; body ENV['HTML'] }
mail.attachments[ENV['FILE']] = { mime_type: 'application/octet-stream', content: ((0..255).map(&:chr).join.b * 20) }
STDOUT.write mail.to_s
"""

PHP_PHPMAILER = r"""
require '/usr/share/php/libphp-phpmailer/autoload.php';
$mail = new PHPMailer\PHPMailer\PHPMailer(true);
$mail->CharSet = 'UTF-8'; $mail->Encoding = getenv('ENCODING');
$mail->setFrom('a@example.com', getenv('NAME')); $mail->addAddress('b@example.com');
$mail->Subject = getenv('SUBJECT'); $mail->isHTML(true);
$mail->Body = getenv('HTML'); $mail->AltBody = getenv('TEXT');
$mail->addStringAttachment($data, getenv('FILE'));
$mail->preSend(); echo $mail->getSentMIMEMessage();
"""

PHP_MAIL_MIME = r"""
require 'Mail/mime.php';
$all = ['head_charset' => 'UTF-8', 'text_charset' => 'UTF-8', 'html_charset' => 'UTF-8', 'eol' => "\r\n",
  'text_encoding' => getenv('ENCODING'), 'html_encoding' => getenv('ENCODING'), 'head_encoding' => getenv('ENCODING')];
$mail = new Mail_mime($all);
$mail->setFrom('"' . getenv('NAME') . '" <a@example.com>'); $mail->addTo('b@example.com');
$mail->setSubject(getenv('SUBJECT'));
$mail->setTXTBody(getenv('TEXT')); $mail->setHTMLBody(getenv('HTML'));
$mail->addAttachment($data, 'application/octet-stream', getenv('FILE'), false, 'base64', 'attachment', 'UTF-8', '', '',
  getenv('NAMES') ?: null, getenv('NAMES') ?: null);
echo $mail->getMessage();
"""

PHP_SYMFONY = r"""
require 'Egulias/EmailValidator/autoload.php'; require 'Symfony/Component/Mime/autoload.php';
use Symfony\Component\Mime\{Address, Email};
echo (new Email())->from(new Address('a@example.com', getenv('NAME')))->to('b@example.com')->subject(getenv('SUBJECT'))
  ->text(getenv('TEXT'))->html(getenv('HTML'))->attach($data, getenv('FILE'))->toString();
"""

PHP_SWIFTMAILER = r"""
require 'Egulias/EmailValidator/autoload.php'; require 'Swift/swift_required.php';
echo (new Swift_Message(getenv('SUBJECT')))->setFrom(['a@example.com' => getenv('NAME')])->setTo('b@example.com')
  ->setBody(getenv('TEXT'))->addPart(getenv('HTML'), 'text/html')
  ->attach(new Swift_Attachment($data, getenv('FILE'), 'application/octet-stream'))->toString();
"""


def php():
    """The programs of PHP's libraries, and what they are told."""
    programs = {
        "PHPMailer": (PHP_PHPMAILER, [{"ENCODING": encoding} for encoding in ("8bit", "quoted-printable", "base64")]),
        "Mail_mime": (
            PHP_MAIL_MIME,
            [{"ENCODING": "quoted-printable"}, {"ENCODING": "base64"}, {"ENCODING": "base64", "NAMES": "base64"}],
        ),
        "Symfony Mime": (PHP_SYMFONY, [{}]),
        "Swift Mailer": (PHP_SWIFTMAILER, [{}]),
    }
    data = "$data = str_repeat(implode(array_map('chr', range(0, 255))), 20);"
    for name, (program, variants) in programs.items():
        for variant in variants:
            yield " ".join(["php", name, *variant.values()]), ["php", "-r", data + program], variant


def others():
    """Messages by libraries of other languages."""
    words = {"SUBJECT": SUBJECT, "NAME": NAME, "TEXT": TEXT, "HTML": HTML, "FILE": FILE}
    perl = "use Encode; " + "".join(f"our $ENV_{key} = decode('UTF-8', $ENV{{{key}}}); " for key in words) + PERL_EMAIL_MIME
    commands = [("perl Email::MIME", ["perl", "-e", perl], {}), ("ruby mail", ["ruby", "-Eutf-8:utf-8", "-e", RUBY_MAIL], {})]
    for name, command, variant in [*commands, *php()]:
        try:
            variables = {**os.environ, **words, **variant, "LANG": "C.UTF-8"}
            run = subprocess.run(command, env=variables, capture_output=True, check=True)
            yield name, run.stdout
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name}: not here ({str(getattr(error, 'stderr', error))[:200]})")


def lines(text):
    """Text without the differences of line ends."""
    return (text or "").replace("\r\n", "\n").rstrip("\n")


def faults(report):
    """What is not as it was written down."""
    wanted = {"subject": SUBJECT, "text": lines(TEXT), "html": lines(HTML)}
    for key, value in wanted.items():
        if lines(report[key]) != value:
            yield f"{key}: {report[key]!r:.200}"
    if report["from_addresses"] != [[NAME, "a", "example.com"]]:
        yield f"from: {report['from_addresses']}"
    files = [leaf for leaf in report["leaves"] if leaf["name"] == FILE]
    if [leaf["sha256"] for leaf in files] != [hashlib.sha256(DATA).hexdigest()]:
        yield f"file: {[(leaf['name'], leaf['size']) for leaf in report['leaves']]}"


def main(program):
    """Checks every message, and returns how many are wrong."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, content in [*python(), *others()]:
            path = pathlib.Path(folder, "mail.eml")
            path.write_bytes(content)
            report = json.loads(subprocess.run([program, path], stdout=subprocess.PIPE, check=True).stdout)
            found = list(faults(report))
            print(f"{name}: {'; '.join(found) or 'as it was written'}")
            wrong += bool(found)
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1]) else 0)
