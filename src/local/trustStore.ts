import { X509Certificate } from "node:crypto";
import { der } from "./der.ts";

/**
 * A PKCS #12 file that holds certificates to trust and nothing secret, for `javax.net.ssl.trustStore`. It needs no
 * password: certificates are not encrypted (RFC 7292), and Java checks no seal where it is given none. Java takes an entry
 * for trusted when it has the attribute of Oracle's number. Source: `PKCS12KeyStore` of OpenJDK.
 * @param certificates in PEM, each one certificate
 */
export function javaTrustStore(certificates: readonly string[]): Buffer {
  const bags = certificates.map((pem, index) => certificateBag(new X509Certificate(pem).raw, `pwaf-${index}`));
  const safe = der.sequence(dataContent(der.sequence(...bags)));
  return der.sequence(der.integer(3), dataContent(safe));
}

function dataContent(content: Buffer): Buffer {
  return der.sequence(der.oid("1.2.840.113549.1.7.1"), der.tagged(0, der.octets(content)));
}

function certificateBag(certificate: Buffer, alias: string): Buffer {
  const x509Certificate = der.oid("1.2.840.113549.1.9.22.1");
  const friendlyName = der.sequence(der.oid("1.2.840.113549.1.9.20"), der.set(der.bmp(alias)));
  const anyUsage = der.oid("2.5.29.37.0");
  const trusted = der.sequence(der.oid("2.16.840.1.113894.746875.1.1"), der.set(anyUsage));
  return der.sequence(
    der.oid("1.2.840.113549.1.12.10.1.3"),
    der.tagged(0, der.sequence(x509Certificate, der.tagged(0, der.octets(certificate)))),
    der.set(friendlyName, trusted),
  );
}
