using Microsoft.Playwright;

namespace TurfMap.Browser.Tests;

[Collection(OneCity.Name)]
public sealed class RenewedTests(RunningCity city, Chromium chromium)
{
    [Fact]
    public async Task A_page_that_stood_open_while_the_program_was_renewed_opens_anew_when_a_part_of_it_is_gone()
    {
        await using var visit = await Visit.OpenAsync(city, chromium);
        visit.Expects(404);
        var isGone = true;
        visit.Page.Request += (_, request) => isGone &= !request.IsNavigationRequest; // the page as it is now names other files
        await visit.Page.RouteAsync("**/built/*.js", route => isGone ? route.FulfillAsync(new() { Status = 404 }) : route.ContinueAsync());
        await visit.Page.EvaluateAsync("window.stood = true; location.hash += '&tab=density'");
        await visit.UntilAsync("!window.stood && stateOf().then(({ store }) => store.get().densityMap)");
        await Assertions.Expect(visit.Page.Locator("tm-density")).ToBeVisibleAsync();
    }
}
