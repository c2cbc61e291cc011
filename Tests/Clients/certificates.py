"""Keys and certificates for one test, made by `openssl`."""

import os

from programs import run


class Certificates:
    """An authority, and a certificate of its for localhost."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = self._path("authority.pem")
        self.certificate, self.key = self._path("good.pem"), self._path("good.key")
        names = self._path("names")
        with open(names, "w") as file:
            file.write("subjectAltName=DNS:localhost\n")
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"]
        authority_key, request = self._path("authority.key"), self._path("good.csr")
        run("openssl", "req", "-x509", *key, "-keyout", authority_key, "-out", self.authority, "-subj", "/CN=Authority")
        run("openssl", "req", *key, "-keyout", self.key, "-out", request, "-subj", "/CN=good")
        signing = ["-CA", self.authority, "-CAkey", authority_key, "-CAcreateserial", "-extfile", names]
        run("openssl", "x509", "-req", "-in", request, "-out", self.certificate, *signing)

    def _path(self, name):
        return os.path.join(self.folder, name)
