using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using TurfMap.App.Accounts;
using TurfMap.App.Hosting;
using TurfMap.Domain.Access;

namespace TurfMap.App.Access;

/// <summary>
/// Says of a browser that an account has signed in there by its password. It opens nothing; but strangers' wrong tries, which make the
/// account rest for other strangers, do not lock it out.
/// </summary>
/// <remarks>
/// It ends with the account's security stamp: after a new password or a sign-out everywhere, every browser is a stranger again. It is
/// protected by the city's keys, so nothing of it is kept.
/// </remarks>
internal static class DeviceCookie
{
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    /// <summary>The browser as it was known; null for a stranger.</summary>
    public static KnownDevice? Read(HttpContext http, HostedCity city)
    {
        if (http.Request.Cookies[Name(http, city)] is not { Length: > 0 and < 1000 } text)
            return null;
        try
        {
            return Protector(city).Unprotect(text).Split(' ') is [var id, var account, var stamp] ? new(id, account, stamp) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Remembers the browser for an account that has a password.</summary>
    public static void Write(HttpContext http, HostedCity city, Account account)
    {
        if (account.PasswordHash is null)
            return;
        http.Response.Cookies.Append(
            Name(http, city),
            Protector(city).Protect($"{Secrets.NewId()} {account.Id} {account.SecurityStamp}", Lasts),
            new()
            {
                Path = "/",
                HttpOnly = true,
                Secure = http.Request.IsHttps,
                SameSite = SameSiteMode.Strict,
                MaxAge = Lasts,
                IsEssential = true,
            }
        );
    }

    private static string Name(HttpContext http, HostedCity city) =>
        $"{(http.Request.IsHttps ? "__Host-" : "")}turfmap-device{(city.Key.Length == 0 ? "" : "-" + city.Key)}";

    private static ITimeLimitedDataProtector Protector(HostedCity city) =>
        city.Access.Protection.CreateProtector("device").ToTimeLimitedDataProtector();
}
