using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TurfMap.App.Tests.SignIn;

/// <summary>
/// A provider's key, and the ways to sign with it; written by hand, so that nothing of the library that is tested stands on both sides.
/// </summary>
internal sealed class Signing(string keyId, int number = 0) : IDisposable
{
    /// <summary>Two keys for all tests of a run: to find one takes longer than a whole sign-in.</summary>
    private static readonly RSAParameters[] Found = [RSA.Create(2048).ExportParameters(true), RSA.Create(2048).ExportParameters(true)];

    private readonly RSA rsa = RSA.Create(Found[number]);
    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Whether a token says which key signed it.</summary>
    public bool NamesKey { get; set; } = true;

    /// <summary>Whether the second half of U+1F600 is left out, which JSON allows and no text can hold.</summary>
    public bool HalvesCharacters { get; set; }

    public Dictionary<string, object> Header { get; } = [];

    public string Algorithm { get; set; } = "RS256";

    /// <summary>What the provider publishes: both keys, each for its algorithms.</summary>
    public IEnumerable<object> Published()
    {
        var (numbers, point) = (rsa.ExportParameters(false), curve.ExportParameters(false).Q);
        yield return new
        {
            kty = "RSA",
            use = "sig",
            kid = keyId,
            n = Text(numbers.Modulus!),
            e = Text(numbers.Exponent!),
        };
        yield return new
        {
            kty = "EC",
            use = "sig",
            crv = "P-256",
            kid = $"{keyId}-ec",
            x = Text(point.X!),
            y = Text(point.Y!),
        };
    }

    public string Sign(IReadOnlyDictionary<string, object> claims)
    {
        var header = new Dictionary<string, object>(Header) { ["alg"] = Algorithm };
        header.TryAdd("typ", "JWT");
        if (NamesKey)
            header["kid"] = Algorithm.StartsWith("ES", StringComparison.Ordinal) ? $"{keyId}-ec" : keyId;
        var said = JsonSerializer.Serialize(claims);
        if (HalvesCharacters)
            said = said.Replace("\\uDE00", "", StringComparison.Ordinal);
        var signed = $"{Text(JsonSerializer.SerializeToUtf8Bytes(header))}.{Text(Encoding.UTF8.GetBytes(said))}";
        return $"{signed}.{Text(Signature(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        rsa.Dispose();
        curve.Dispose();
    }

    private byte[] Signature(byte[] text) =>
        Algorithm switch
        {
            "RS256" => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "RS384" => rsa.SignData(text, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
            "PS256" => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => curve.SignData(text, HashAlgorithmName.SHA256),
            // The old trick: the key that everybody knows, taken for a shared secret.
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), text),
            "none" => [],
            _ => throw new ArgumentOutOfRangeException(nameof(text), Algorithm),
        };

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
