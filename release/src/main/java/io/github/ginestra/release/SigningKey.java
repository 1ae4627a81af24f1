package io.github.ginestra.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;

/** An OpenPGP key that signs releases, without a passphrase if it is made here. */
final class SigningKey {
  private final PGPSecretKeyRing ring;

  private SigningKey(PGPSecretKeyRing ring) {
    this.ring = ring;
  }

  /** Makes a new key. Nobody knows it, so it signs only what is thrown away. */
  static SigningKey random() throws PGPException {
    PGPKeyPair pair =
        new BcPGPKeyPairGeneratorProvider()
            .get(PublicKeyPacket.VERSION_4, Date.from(Instant.now()))
            .generateLegacyEd25519KeyPair();
    PGPKeyRingGenerator generator =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            pair,
            "Rehearsal of a release of Ginestra; not to be trusted",
            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
            null,
            null,
            signer(pair.getPublicKey()),
            null);
    return new SigningKey(generator.generateSecretKeyRing());
  }

  private static BcPGPContentSignerBuilder signer(PGPPublicKey key) {
    return new BcPGPContentSignerBuilder(key.getAlgorithm(), HashAlgorithmTags.SHA256);
  }

  /** Reads a secret key as {@link #armored()} and {@code gpg --export-secret-keys} write it. */
  static SigningKey of(String armored) throws IOException, PGPException {
    byte[] bytes = armored.getBytes(StandardCharsets.US_ASCII);
    return new SigningKey(
        new BcPGPSecretKeyRing(PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))));
  }

  /** The secret key as text. */
  String armored() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ArmoredOutputStream out = ArmoredOutputStream.builder().build(text)) {
      ring.encode(out);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  /** Returns whether a detached signature, as text, is one of this key and of this content. */
  boolean signed(byte[] content, byte[] signature) {
    try {
      PGPSignature parsed = parse(signature);
      PGPPublicKey key = ring.getPublicKey(parsed.getKeyID());
      if (key == null) {
        return false;
      }
      parsed.init(new BcPGPContentVerifierBuilderProvider(), key);
      parsed.update(content);
      return parsed.verify();
    } catch (IOException | PGPException e) {
      return false;
    }
  }

  private static PGPSignature parse(byte[] signature) throws IOException {
    BcPGPObjectFactory objects =
        new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(signature)));
    if (objects.nextObject() instanceof PGPSignatureList list && !list.isEmpty()) {
      return list.get(0);
    }
    throw new IOException("no OpenPGP signature");
  }

  /** Signs a content: a detached signature as text. */
  byte[] sign(byte[] content) throws IOException, PGPException {
    PGPPublicKey key = ring.getPublicKey();
    PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(key), key);
    generator.init(
        PGPSignature.BINARY_DOCUMENT,
        Objects.requireNonNull(ring.getSecretKey()).extractPrivateKey(null));
    generator.update(content);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ArmoredOutputStream out = ArmoredOutputStream.builder().build(text)) {
      generator.generate().encode(out);
    }
    return text.toByteArray();
  }
}
