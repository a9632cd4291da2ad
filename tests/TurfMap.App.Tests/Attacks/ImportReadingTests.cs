using System.Net;
using System.Text;
using System.Text.Json;
using TurfMap.Domain.Access;
using TurfMap.Tests;

namespace TurfMap.App.Tests.Attacks;

/// <summary>What is said of an import of cases quotes them, and tells which stood before: only readers of cases hear it.</summary>
public sealed class ImportReadingTests(BesiegedCity city) : IClassFixture<BesiegedCity>
{
    private const string Header = "id,kind,status,opened,lon,lat,address\n";

    [Fact]
    public async Task Problems_of_cases_are_read_by_those_who_may_read_cases_and_the_audit_says_so()
    {
        var import = await ImportAsync(Header + "SECRET-ID,noise,open,the day of the secret,-73.5,40.5,1 Hidden Street\n");
        using var manager = await city.SignedInAsync(Role.Manager);
        using var administrator = await city.SignedInAsync(Role.Administrator);
        using var program = city.Visitor();

        var read = await (await manager.GetAsync(import)).Content.ReadAsStringAsync();
        Assert.Contains("the day of the secret", read, StringComparison.Ordinal);
        var audit = await Visitor.JsonOf(await administrator.GetAsync("/api/audit?action=read import problems"));
        Assert.Contains(
            audit.GetProperty("entries").EnumerateArray(),
            entry => entry.GetProperty("account").GetString() == manager.Account
        );

        foreach (var answer in new[] { await administrator.GetAsync(import), await program.GetAsync(import, Client) })
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(1, (await Visitor.JsonOf(answer)).GetProperty("problemCount").GetInt32());
            Assert.Contains("Line 2: only those who may read", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_for_imports_does_not_learn_which_cases_stand()
    {
        const string Row = "GUESS-1,noise,open,2026-01-02,-73.5,40.5,1 Hidden Street\n";
        await ImportAsync(Header + Row);
        using var program = city.Visitor();
        var sentences = new List<string>();
        foreach (
            var rows in new[]
            {
                Row,
                Row.Replace("noise", "water", StringComparison.Ordinal),
                Row.Replace("-1,", "-2,", StringComparison.Ordinal),
            }
        )
        {
            var path = await ImportAsync(Header + rows);
            sentences.Add(Without(await Visitor.JsonOf(await program.GetAsync(path, Client))));
            var list = (await Visitor.JsonOf(await program.GetAsync("/api/imports", Client))).GetProperty("imports")[0];
            sentences.Add(Without(list));
        }

        Assert.Single(sentences.Distinct());

        // What differs from import to import whatever was in the file.
        static string Without(JsonElement import) =>
            string.Join(
                ' ',
                import
                    .EnumerateObject()
                    .Where(one => one.Name is "rows" or "taken" or "problemCount" or "sentence" or "state")
                    .Select(one => $"{one.Name}={one.Value}")
            );
    }

    [Fact]
    public async Task A_reader_of_cases_hears_what_is_new_and_what_changed()
    {
        var import = await ImportAsync(Header + "OPEN-1,noise,open,2026-01-02,-73.5,40.5,\n");
        using var manager = await city.SignedInAsync(Role.Manager);

        Assert.Contains(
            "1 new",
            (await Visitor.JsonOf(await manager.GetAsync(import))).GetProperty("sentence").GetString(),
            StringComparison.Ordinal
        );
    }

    private async Task<string> ImportAsync(string rows)
    {
        using var program = city.Visitor();
        var answer = await program.AskAsync(
            "POST",
            "/api/imports/cases",
            new StringContent(rows, Encoding.UTF8, "text/csv"),
            Client,
            ("Idempotency-Key", $"{Guid.NewGuid()}")
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.DoesNotContain("as before", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return answer.Headers.Location!.ToString();
    }

    private static (string, string) Client => ("Authorization", $"Bearer {TestAccess.TokenOf(Role.Client)}");
}
